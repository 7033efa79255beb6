namespace Jifen.Grains.Catalogue.Reading;

/// <summary>Kind of JSON value that a place wants, as a person calls it.</summary>
internal sealed record JsonType(string En, string Zh)
{
    public static JsonType Object { get; } = new("an object", "对象");

    public static JsonType Array { get; } = new("an array", "数组");

    public static JsonType String { get; } = new("a string", "字符串");

    public static JsonType Number { get; } = new("a number, written without quotes", "数字，不带引号");

    public static JsonType Flag { get; } = new("true or false", " true 或 false");
}
