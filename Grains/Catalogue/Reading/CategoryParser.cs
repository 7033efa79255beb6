using Jifen.Grains.Catalogue.Reading.Shapes;

namespace Jifen.Grains.Catalogue.Reading;

/// <summary>Reads the names of categories.</summary>
internal sealed class CategoryParser
{
    private readonly Dictionary<string, string> firstPaths = new(StringComparer.Ordinal);

    public List<CategoryDocument> Read(Node list) => CampaignParser.All(list.Items(0, ProgrammeLimits.Categories), Category);

    private CategoryDocument? Category(Node node)
    {
        if (node.Fields(ProgrammeShapes.Category) is not { } fields)
        {
            return null;
        }

        Node place = fields.Required("id");
        string? id = place.Text();
        if (id is not null && !firstPaths.TryAdd(id, place.Path))
        {
            place.Report(Fault.DuplicateId(firstPaths[id]));
        }

        LocalText? name = fields.Required("name").LocalText();
        return id is null || name is null ? null : new(id, name);
    }
}
