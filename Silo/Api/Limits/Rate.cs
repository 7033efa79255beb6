namespace Jifen.Silo.Api;

/// <summary>How often a caller may call.</summary>
/// <param name="PerSecond">Calls a second that it may go on with for ever; at least 1.</param>
/// <param name="Burst">Calls at once after a pause; at least 1.</param>
public readonly record struct Rate(int PerSecond, int Burst);
