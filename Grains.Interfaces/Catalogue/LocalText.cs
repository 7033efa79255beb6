namespace Jifen.Grains.Interfaces;

/// <summary>A text that people read, in both languages of the product.</summary>
/// <param name="En">English.</param>
/// <param name="Zh">Simplified Chinese.</param>
public sealed record LocalText(string En, string Zh);
