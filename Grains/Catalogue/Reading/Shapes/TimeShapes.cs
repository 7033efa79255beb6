namespace Jifen.Grains.Catalogue.Reading.Shapes;

/// <summary>Times of the document.</summary>
internal static class TimeShapes
{
    private const string Minute = "([01][0-9]|2[0-3]):[0-5][0-9]";

    public static Shape Instant { get; } = Shape.Matching(
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.,][0-9]{0,6}0{0,3})?(Z|[+-][0-9]{2}:[0-9]{2})$").Named("instant");

    /// <summary>A minute of the day, up to 23:59.</summary>
    public static Shape TimeOfDay { get; } = Shape.Matching($"^{Minute}$");

    public static Shape DayPart { get; } = Shape.Object(
        "A part of the day",
        new("from", TimeOfDay, "When it begins, HH:mm"),
        new("to", Shape.Matching($"^({Minute}|24:00)$"), "When it ends, up to 24:00; before from, it goes over midnight")).Named("dayPart");

    public static Shape DayParts { get; } = Shape.List(DayPart, 1, ProgrammeLimits.DayParts);
}
