namespace Jifen.Silo.Api;

/// <summary>Nothing is asked of a guest.</summary>
internal sealed record GuestBody;
