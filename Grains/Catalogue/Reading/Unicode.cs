using System.Text.Json;

namespace Jifen.Grains.Catalogue.Reading;

/// <summary>JSON strings may escape half a surrogate pair, which is no text; the platform's reader throws at it.</summary>
internal static class Unicode
{
    public static bool TryRead(JsonElement element, out string text)
    {
        try
        {
            text = element.GetString() ?? "";
            return true;
        }
        catch (InvalidOperationException)
        {
            text = "";
            return false;
        }
    }

    public static bool TryReadName(JsonProperty property, out string name)
    {
        try
        {
            name = property.Name;
            return true;
        }
        catch (InvalidOperationException)
        {
            name = "";
            return false;
        }
    }
}
