using System.Globalization;
using Jifen.Grains.Catalogue.Reading.Shapes;

namespace Jifen.Grains.Catalogue.Reading;

/// <summary>Reads the earning rules of one document, whose ids and groups are of the whole programme.</summary>
internal sealed class EarningParser
{
    private static readonly string[] BaseFields = ["points", "per"];

    private readonly IdSet ruleIds = new();
    private readonly Dictionary<string, Type> groups = new(StringComparer.Ordinal);

    public EarningDocument? Read(Node node)
    {
        if (node.Fields(EarningShapes.Rule) is not { } fields)
        {
            return null;
        }

        string? id = ruleIds.Read(fields.Required("id"));
        LocalText? name = fields.Required("name").LocalText();
        IdSet kindIds = new();
        List<string> kinds = CampaignParser.All(fields.Required("kinds").Items(1, ProgrammeLimits.Kinds), kindIds.Read);
        EarningEffect? effect = fields.Optional("effect") is { Exists: true } other ? OtherEffect(fields, other) : Base(fields);
        EarningCondition when = ConditionParser.Read(fields.Optional("when"));
        string? group = Group(fields.Optional("group"), effect);
        EarningCaps caps = Caps(fields.Optional("caps"));
        return id is null || name is null || effect is null
            ? null
            : new(id, name, kinds, effect) { When = when, Group = group, Caps = caps };
    }

    private static BasePoints? Base(Fields fields)
    {
        long? points = fields.Required("points").Whole(1, ProgrammeLimits.EarningPoints);
        long? per = fields.Required("per").Whole(1, ProgrammeLimits.EarningPer);
        return points is null || per is null ? null : new(points.Value, per.Value);
    }

    private static EarningEffect? OtherEffect(Fields rule, Node node)
    {
        foreach (Node unused in BaseFields.Select(rule.Optional).Where(field => field.Exists))
        {
            unused.Report(Fault.UnknownProperty);
        }

        if (node.Fields(EarningShapes.Effect) is not { } fields)
        {
            return null;
        }

        Node multiply = fields.Optional("multiply");
        Node add = fields.Optional("add");
        if (multiply.Exists == add.Exists)
        {
            node.Report(Fault.EitherOr("multiply", "add"));
            return null;
        }

        return multiply.Exists
            ? Factor(multiply) is { } factor ? new MultipliedPoints(factor) : null
            : add.Whole(1, ProgrammeLimits.Points) is { } points ? new AddedPoints(new(points)) : null;
    }

    /// <summary>Reads a decimal number above 1 as thousandths.</summary>
    public static long? Factor(Node node)
    {
        const NumberStyles Plain = NumberStyles.AllowDecimalPoint;
        if (node.Text() is not { } text)
        {
            return null;
        }

        int point = text.IndexOf('.');
        bool plain = char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[^1]) && (point < 0 || text.Length - point <= 4);
        if (plain && decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out decimal factor) && factor is > 1 and <= ProgrammeLimits.EarningFactor)
        {
            return (long)(factor * 1000);
        }

        node.Report(Fault.NotAFactor);
        return null;
    }

    private string? Group(Node node, EarningEffect? effect)
    {
        if (node.Id() is not { } id || effect is null)
        {
            return null;
        }

        if (!groups.TryAdd(id, effect.GetType()) && groups[id] != effect.GetType())
        {
            node.Report(Fault.MixedGroup);
        }

        return id;
    }

    private static EarningCaps Caps(Node node)
    {
        if (node.Fields(EarningShapes.Caps) is not { } fields)
        {
            return EarningCaps.None;
        }

        long? Most(string name) => fields.Optional(name).Whole(1, ProgrammeLimits.Points);
        return new(Most("perActivity"), Most("perDay"), Most("perMonth"), Most("perMember"));
    }
}
