using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Jifen.Silo.Journal;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Cluster.Wire;

/// <summary>
/// Forms of what silos send each other: declared order, camelCase, no white space, and nulls left out. What is not nullable must be
/// there; a parameter that is nullable or has a default need not be.
/// </summary>
internal static class WireForm
{
    private const string Kind = "kind";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new PeriodKeyJson() },
        TypeInfoResolver = WireJson.Default.WithAddedModifier(NameKinds).WithAddedModifier(LeaveNullsOut),
    };

    public static JsonTypeInfo<RequestForm> Request { get; } = Of<RequestForm>();

    public static JsonTypeInfo<ReadForm> Read { get; } = Of<ReadForm>();

    public static JsonTypeInfo<ShardQuery> Query { get; } = Of<ShardQuery>();

    public static JsonTypeInfo<Person> PersonBeside { get; } = Of<Person>();

    public static JsonTypeInfo<Reply> AnyReply { get; } = Of<Reply>();

    /// <summary>The form of a view.</summary>
    public static JsonTypeInfo OfView(Type view) => Options.GetTypeInfo(view);

    private static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    private static void NameKinds(JsonTypeInfo type)
    {
        if (type.Type == typeof(ShardQuery))
        {
            type.PolymorphismOptions = new() { TypeDiscriminatorPropertyName = Kind };
            QueryKinds.Name(type.PolymorphismOptions);
        }
        else if (type.Type == typeof(Reply))
        {
            type.PolymorphismOptions = new()
            {
                TypeDiscriminatorPropertyName = Kind,
                DerivedTypes = { new(typeof(Answered), "answered"), new(typeof(ReadDone), "read"), new(typeof(NotDone), "not-done") },
            };
        }
    }

    private static void LeaveNullsOut(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo property in type.Properties)
        {
            if (property.AssociatedParameter is { IsNullable: true } || Nullable.GetUnderlyingType(property.PropertyType) is not null)
            {
                property.IsRequired = false;
            }
        }
    }
}
