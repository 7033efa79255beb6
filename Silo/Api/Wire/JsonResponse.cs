using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Jifen.Silo.Api;

/// <summary>Writes JSON bodies with their length, by one buffer a thread.</summary>
internal static class JsonResponse
{
    private const string Json = "application/json; charset=utf-8";

    /// <summary>A buffer that grew beyond this is not kept.</summary>
    private const int LargestKept = 1 << 18;

    [ThreadStatic]
    private static Scratch? s_scratch;

    public static Task Write<TState>(
        HttpContext context, int status, TState state, Action<Utf8JsonWriter, TState> render, string contentType = Json)
    {
        Scratch scratch = s_scratch ??= new();

        // What a failed rendering left behind must not lead the next body.
        scratch.Bytes.ResetWrittenCount();
        scratch.Json.Reset(scratch.Bytes);
        render(scratch.Json, state);
        scratch.Json.Flush();
        HttpResponse response = context.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = scratch.Bytes.WrittenCount;
        response.BodyWriter.Write(scratch.Bytes.WrittenSpan);
        scratch.Bytes.ResetWrittenCount();
        if (scratch.Bytes.Capacity > LargestKept)
        {
            s_scratch = null;
        }

        return Task.CompletedTask;
    }

    private sealed class Scratch
    {
        public ArrayBufferWriter<byte> Bytes { get; } = new(4096);

        public Utf8JsonWriter Json { get; } = new(
            new ArrayBufferWriter<byte>(), new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
    }
}
