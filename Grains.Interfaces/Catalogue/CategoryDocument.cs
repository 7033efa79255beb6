namespace Jifen.Grains.Interfaces;

/// <summary>What a category of goods is called.</summary>
/// <param name="Id">As lines of activities have it.</param>
public sealed record CategoryDocument(string Id, LocalText Name);
