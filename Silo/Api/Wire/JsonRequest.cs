using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Jifen.Silo.Api;

/// <summary>Reads bodies: JSON only, strictly, never more than the limit.</summary>
internal static partial class JsonRequest
{
    /// <summary>The body as an object.</summary>
    /// <exception cref="ProblemException">Too large, not JSON, or not of this form; the place is named.</exception>
    public static async ValueTask<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> form, int limit)
        where T : class
    {
        RequireJson(context.Request);
        PipeReader reader = context.Request.BodyReader;
        ReadResult body = await ReadToEndAsync(context, reader, limit).ConfigureAwait(false);
        try
        {
            return Parse(body.Buffer, form);
        }
        finally
        {
            reader.AdvanceTo(body.Buffer.End);
        }
    }

    /// <summary>As <see cref="ReadAsync{T}"/>; an absent body is what <paramref name="absent"/> says.</summary>
    public static ValueTask<T> ReadOrAsync<T>(HttpContext context, JsonTypeInfo<T> form, int limit, T absent)
        where T : class =>
        context.Request.ContentLength is null or 0 && !context.Request.Headers.ContainsKey("Transfer-Encoding")
            ? ValueTask.FromResult(absent)
            : ReadAsync(context, form, limit);

    /// <summary>The bytes of the body as they are.</summary>
    public static async ValueTask<byte[]> ReadBytesAsync(HttpContext context, int limit)
    {
        RequireJson(context.Request);
        PipeReader reader = context.Request.BodyReader;
        ReadResult body = await ReadToEndAsync(context, reader, limit).ConfigureAwait(false);
        byte[] bytes = body.Buffer.ToArray();
        reader.AdvanceTo(body.Buffer.End);
        return bytes;
    }

    private static void RequireJson(HttpRequest request)
    {
        string? type = request.ContentType;
        if (type is null || !type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) || (type.Length > 16 && type[16] is not (';' or ' ')))
        {
            throw new ProblemException(ProblemCodes.NotJson, "The Content-Type is not application/json.", "Content-Type");
        }
    }

    private static async ValueTask<ReadResult> ReadToEndAsync(HttpContext context, PipeReader reader, int limit)
    {
        while (true)
        {
            ReadResult result = await reader.ReadAsync(context.RequestAborted).ConfigureAwait(false);
            if (result.Buffer.Length > limit || context.Request.ContentLength > limit)
            {
                reader.AdvanceTo(result.Buffer.End);
                throw new ProblemException(ProblemCodes.TooLarge, $"The body is larger than {limit} bytes.");
            }

            if (result.IsCompleted)
            {
                return result;
            }

            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    /// <summary>One JSON object, and nothing else.</summary>
    /// <exception cref="ProblemException">Not JSON, or not of this form; the place is named.</exception>
    public static T Parse<T>(in ReadOnlySequence<byte> body, JsonTypeInfo<T> form)
        where T : class => Guarded(body, body =>
        {
            Utf8JsonReader json = new(body, new JsonReaderOptions { MaxDepth = ApiLimits.JsonDepth });
            T? read = JsonSerializer.Deserialize(ref json, form);
            return read is not null && !json.Read() ? read : throw new ProblemException(ProblemCodes.Malformed, "The body is not a JSON object.", "$");
        });

    /// <summary>Where the values of the one list of a batch lie: <c>{ "items": [ … ] }</c>, and nothing else.</summary>
    /// <exception cref="ProblemException">The body as a whole is not of this form.</exception>
    public static List<Range> Items(ReadOnlyMemory<byte> body) => Guarded(new(body), body =>
    {
        Utf8JsonReader json = new(body, new JsonReaderOptions { MaxDepth = ApiLimits.JsonDepth });
        bool begins = Is(ref json, JsonTokenType.StartObject) && Is(ref json, JsonTokenType.PropertyName) && json.ValueTextEquals("items"u8)
            && Is(ref json, JsonTokenType.StartArray);
        List<Range> items = [];
        while (begins && json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            int start = (int)json.TokenStartIndex;
            json.Skip();
            items.Add(start..(int)json.BytesConsumed);
        }

        return begins && Is(ref json, JsonTokenType.EndObject) && !json.Read()
            ? items
            : throw new ProblemException(ProblemCodes.Malformed, "The body is not a JSON object with nothing but a list of items.", "$");
    });

    private static bool Is(ref Utf8JsonReader json, JsonTokenType wanted) => json.Read() && json.TokenType == wanted;

    private static T Guarded<T>(in ReadOnlySequence<byte> body, Func<ReadOnlySequence<byte>, T> read)
    {
        if (!IsUtf8(body))
        {
            throw new ProblemException(ProblemCodes.Malformed, "The body is not UTF-8.", "$");
        }

        try
        {
            return read(body);
        }
        catch (JsonException bad)
        {
            string place = PlaceOf(bad);
            throw new ProblemException(ProblemCodes.Malformed, $"The JSON cannot be used at {place}: {ReasonOf(bad)}.", place);
        }
        catch (InvalidOperationException)
        {
            throw new ProblemException(ProblemCodes.Malformed, "The JSON holds text that is not Unicode.", "$");
        }
    }

    private static bool IsUtf8(in ReadOnlySequence<byte> body) => Utf8.IsValid(body.IsSingleSegment ? body.FirstSpan : body.ToArray());

    /// <summary>Of what is missing, the first property: the exception names the object alone, and its properties in its message.</summary>
    private static string PlaceOf(JsonException bad) =>
        MissingProperty().Match(bad.Message) is { Success: true } missing ? $"{bad.Path ?? "$"}.{missing.Groups[1].Value}" : bad.Path ?? "$";

    [GeneratedRegex("missing required properties including: '([^']+)'")]
    private static partial Regex MissingProperty();

    private static string ReasonOf(JsonException bad) => bad.Message switch
    {
        { } m when m.Contains("could not be mapped", StringComparison.Ordinal) => "there is no such property",
        { } m when m.Contains("missing required", StringComparison.Ordinal) => "a required property is missing",
        { } m when m.Contains("Duplicate", StringComparison.OrdinalIgnoreCase) => "the property is given twice",
        { } m when m.Contains("could not be converted", StringComparison.Ordinal) => "the value has the wrong type",
        { } m when m.Contains("maximum", StringComparison.Ordinal) && m.Contains("depth", StringComparison.Ordinal) => "it is nested too deeply",
        _ => "it is not well formed",
    };
}
