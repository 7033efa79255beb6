using Jifen.Silo.Journal.Sqlite;

namespace Jifen.Silo.Tests.Journals;

/// <summary>
/// What records are made of, by the names in the journal: the kinds of inputs, messages, events and answers, and as <c>KIND.FIELD</c> what one of a kind may have and
/// another of the same kind not.
/// </summary>
internal static class RecordKinds
{
    /// <summary>All that this binary knows.</summary>
    public static IReadOnlyList<string> All { get; } = [.. RecordShape.NamesUnder(typeof(RecordBody)).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<string> In(string folder)
    {
        using SqliteJournal journal = SqliteStore.OpenReadOnly(folder);
        SortedSet<string> kinds = new(StringComparer.Ordinal);
        for (int shard = 0; shard < journal.Identity.ShardCount; shard++)
        {
            Sequence next = new(1);
            while (journal.ReadRecords(new(shard), next, 512) is { Count: > 0 } page)
            {
                foreach (JournalRecord record in page)
                {
                    RecordShape.AddNames(RecordCodec.Decode(record.Body.Span), kinds);
                }

                next = page[^1].Sequence.Next;
            }
        }

        return [.. kinds];
    }
}
