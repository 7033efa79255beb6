using System.Text.Encodings.Web;
using System.Text.Json;
using Jifen.Grains.Member;
using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Sqlite;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Verification;

/// <summary>
/// Writes a stopped store as lines of JSON: <c>"type": "record"</c> for every record, and <c>"type": "member"</c> with id, profile and
/// all points ever for every member. What it reads is checked like a recovery.
/// </summary>
public sealed class StoreExport : IDisposable
{
    private const int Page = 512;

    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SqliteJournal _journal;

    private StoreExport(SqliteJournal journal) => _journal = journal;

    /// <exception cref="StoreRefusedException">There is no store, or a silo has it open.</exception>
    public static StoreExport Open(string folder)
    {
        StoreVerification.RefuseOpen(folder);
        return new(SqliteStore.OpenReadOnly(folder));
    }

    /// <returns>How many of each were written.</returns>
    public (long Members, long Records) Write(Stream target)
    {
        long members = 0;
        long records = 0;
        for (int shard = 0; shard < _journal.Identity.ShardCount; shard++)
        {
            HashSet<MemberKey> seen = [];
            records += WriteRecords(target, new(shard), seen);
            RecoveredShard recovered = RecoveredShard.Read(_journal, new(shard), _journal.Identity.ShardCount);
            foreach (MemberKey member in seen.Order())
            {
                WriteMember(target, recovered.Machine.State.FindMember(member) ?? RecoveredShard.ReadMember(_journal, new(shard), member));
                members++;
            }
        }

        return (members, records);
    }

    public void Dispose() => _journal.Dispose();

    private long WriteRecords(Stream target, ShardId shard, HashSet<MemberKey> members)
    {
        Sequence next = new(1);
        while (true)
        {
            IReadOnlyList<JournalRecord> page = _journal.ReadRecords(shard, next, Page);
            foreach (JournalRecord record in page)
            {
                WriteLine(target, json => Write(json, record));
                next = record.Sequence.Next;
                if (record.Member is { } member)
                {
                    members.Add(member);
                }
            }

            if (page.Count < Page)
            {
                return next.Value - 1;
            }
        }
    }

    private void WriteMember(Stream target, MemberGrain member) => WriteLine(target, json =>
    {
        Person? person = _journal.ReadPerson(member.Key);
        json.WriteString("type"u8, "member"u8);
        json.WriteString("member"u8, member.Key.ToString());
        json.WriteString("id"u8, person?.Id);
        json.WritePropertyName("profile"u8);
        json.WriteRawValue(person?.Profile ?? "null");
        json.WriteNumber("balance"u8, member.Purse.Balance.Value);
        json.WriteNumber("earned"u8, member.Purse.Earned.Value);
        json.WriteNumber("restored"u8, member.Purse.Restored.Value);
        json.WriteNumber("spent"u8, member.Purse.Spent.Value);
        json.WriteNumber("expired"u8, member.Purse.Expired.Value);
    });

    private static void Write(Utf8JsonWriter json, JournalRecord record)
    {
        json.WriteString("type"u8, "record"u8);
        json.WriteNumber("shard"u8, record.Shard.Value);
        json.WriteNumber("sequence"u8, record.Sequence.Value);
        json.WriteString("at"u8, record.Stamp.ToInstant());
        json.WriteNumber("catalogue"u8, record.CatalogueVersion);
        json.WriteNumber("control"u8, record.ControlGeneration);
        json.WriteNumber("rules"u8, record.Rules);
        json.WriteString("member"u8, record.Member?.ToString());
        json.WriteString("hash"u8, record.Hash.ToString());
        json.WritePropertyName("body"u8);
        json.WriteRawValue(record.Body.Span, skipInputValidation: true);
    }

    private static void WriteLine(Stream target, Action<Utf8JsonWriter> write)
    {
        using (Utf8JsonWriter json = new(target, Form))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        target.WriteByte((byte)'\n');
    }
}
