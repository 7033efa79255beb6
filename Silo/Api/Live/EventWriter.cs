using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Jifen.Silo.Security;

namespace Jifen.Silo.Api;

/// <summary>Writes server-sent events. One thread at a time.</summary>
/// <param name="staff">Hides the members from staff, who are told of every shard; null for a member's own stream.</param>
/// <param name="ring">Added to the ids of events where their order is that of one ring; else empty.</param>
internal sealed class EventWriter(PipeWriter to, MemberMask? staff, string ring) : IDisposable
{
    private readonly ArrayBufferWriter<byte> _bytes = new(512);
    private readonly Utf8JsonWriter _json = new(Stream.Null, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Writes the event of a record; nothing where the record holds nothing to be told.</summary>
    public void Record(LiveRecord live)
    {
        HistoryItem[] changes = [.. HistoryItem.Of(new(live.Record, live.Body)).Reverse()];
        string? notice = staff is not null ? NoticeOf(live.Body) : null;
        if (changes.Length == 0 && notice is null)
        {
            return;
        }

        _bytes.ResetWrittenCount();
        _json.Reset(_bytes);
        Render(live, changes, notice);
        _json.Flush();
        Text(string.Create(CultureInfo.InvariantCulture, $"id: {live.Record.Shard.Value}.{live.Record.Sequence.Value}{ring}\nevent: record\ndata: "));
        to.Write(_bytes.WrittenSpan);
        Text("\n\n");
    }

    /// <summary>A comment that keeps the connection open.</summary>
    public void Heartbeat() => Text(": still here\n\n");

    /// <summary>Records before the next event are not told: the client reads anew.</summary>
    public void Gap() => Text("event: gap\ndata: {}\n\n");

    /// <summary>The last event of a stream.</summary>
    public void End(string reason) => Text($"event: end\ndata: {{\"reason\":\"{reason}\"}}\n\n");

    public void Dispose() => _json.Dispose();

    private void Render(LiveRecord live, HistoryItem[] changes, string? notice)
    {
        _json.WriteStartObject();
        _json.WriteString("at"u8, live.Record.Stamp.ToInstant());
        if (staff is not null && live.Record.Member is { } member)
        {
            _json.WriteString("member"u8, staff.Alias(member));
        }

        MemberJson.WriteTest(_json, live.Body.Test);
        if (notice is not null)
        {
            _json.WriteString("notice"u8, notice);
        }

        _json.WriteStartArray("changes"u8);
        foreach (HistoryItem change in changes)
        {
            change.Write(_json);
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private static string? NoticeOf(RecordBody body) => (body.Answer, body.Input) switch
    {
        (Refusal refusal, _) => $"refused:{refusal.Code}",
        (_, PublishProgramme) => "published",
        (_, SetPaused { Paused: true } set) => $"paused:{set.Target}",
        (_, SetPaused set) => $"resumed:{set.Target}",
        (_, AcceptClock) => "clock-accepted",
        _ => null,
    };

    private void Text(string text) => Encoding.UTF8.GetBytes(text, to);
}
