namespace Jifen.Silo.Cluster.Wire;

/// <summary>What another silo has sent is damaged, or means something that this binary does not know; nothing of it was done.</summary>
public sealed class WireUnreadableException(string message, Exception? inner = null) : Exception(message, inner);
