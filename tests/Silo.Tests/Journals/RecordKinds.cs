using System.Reflection;
using System.Text.Json.Serialization;
using Jifen.Silo.Journal.Sqlite;

namespace Jifen.Silo.Tests.Journals;

/// <summary>The kinds of inputs, messages and events that records are made of, by their names in the journal.</summary>
internal static class RecordKinds
{
    /// <summary>All that this binary knows.</summary>
    public static IReadOnlyList<string> All => [.. Names<ShardInput>().Concat(Names<Message>()).Concat(Names<GrainEvent>()).Select(kind => kind.Value).Distinct().Order(StringComparer.Ordinal)];

    public static IReadOnlyList<string> In(string folder)
    {
        using SqliteJournal journal = SqliteStore.OpenReadOnly(folder);
        SortedSet<string> kinds = new(StringComparer.Ordinal);
        for (int shard = 0; shard < journal.Identity.ShardCount; shard++)
        {
            Sequence next = new(1);
            while (journal.ReadRecords(new(shard), next, 512) is { Count: > 0 } page)
            {
                kinds.UnionWith(page.SelectMany(record => Of(RecordCodec.Decode(record.Body.Span))));
                next = page[^1].Sequence.Next;
            }
        }

        return [.. kinds];
    }

    private static IEnumerable<string> Of(RecordBody body) =>
    [
        Names<ShardInput>()[body.Input.GetType()],
        .. body.Input is Delivery delivery ? (string[])[Names<Message>()[delivery.Body.GetType()]] : [],
        .. (body.Events ?? []).Select(happened => Names<GrainEvent>()[happened.GetType()]),
    ];

    private static Dictionary<Type, string> Names<TKind>() =>
        typeof(TKind).GetCustomAttributes<JsonDerivedTypeAttribute>().ToDictionary(kind => kind.DerivedType, kind => (string)kind.TypeDiscriminator!);
}
