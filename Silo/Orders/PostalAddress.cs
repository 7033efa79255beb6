using System.Text.Json;
using System.Text.Json.Serialization;
using Jifen.Silo.Api;

namespace Jifen.Silo.Orders;

/// <summary>Where goods go, and to whom. It is personal: it is in no record, no log and no message of a fault.</summary>
/// <param name="Country">Two capital letters, by ISO 3166-1.</param>
/// <param name="Street">Street and number.</param>
/// <param name="More">Whatever else finds the door.</param>
internal sealed record PostalAddress(
    string? Name = null, string? Phone = null, string? Country = null, string? Region = null, string? City = null, string? Street = null, string? More = null,
    string? Postcode = null)
{
    /// <summary>Characters of each part at most.</summary>
    public const int LongestPart = 100;

    private const int LongestPhone = 32;

    private const int LongestPostcode = 16;

    /// <summary>The address with its parts trimmed; what is blank counts as absent.</summary>
    /// <exception cref="ProblemException">A part is missing or not acceptable; it is named, and not repeated.</exception>
    public PostalAddress Checked() => new(
        Field.Text(Trimmed(Name), "name", LongestPart),
        Field.OptionalText(Trimmed(Phone), "phone", LongestPhone),
        Trimmed(Country) is { Length: 2 } code && code.All(char.IsAsciiLetterUpper) ? code : throw Field.Invalid("country", "it is not two capital letters, such as CN"),
        Field.OptionalText(Trimmed(Region), "region", LongestPart),
        Field.Text(Trimmed(City), "city", LongestPart),
        Field.Text(Trimmed(Street), "street", LongestPart),
        Field.OptionalText(Trimmed(More), "more", LongestPart),
        Field.OptionalText(Trimmed(Postcode), "postcode", LongestPostcode));

    public override string ToString() => "(an address)";

    private static string? Trimmed(string? part) => part?.Trim() is { Length: > 0 } text ? text : null;
}

/// <summary>As it is sealed and told. What is absent is left out.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Strict, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PostalAddress))]
internal sealed partial class AddressJson : JsonSerializerContext;
