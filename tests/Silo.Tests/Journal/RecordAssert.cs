namespace Jifen.Silo.Tests.Journal;

/// <summary>Compares records in every field.</summary>
public static class RecordAssert
{
    public static void Equal(IEnumerable<JournalRecord> expected, IEnumerable<JournalRecord> actual) =>
        Assert.Equal(expected.Select(Fields), actual.Select(Fields));

    private static string Fields(JournalRecord record) => string.Join(
        '|', record.Shard, record.Sequence, record.Epoch, record.Previous, record.Stamp, record.CatalogueVersion, record.ControlGeneration,
        record.Rules, record.Member, record.Key, record.InputHash, Convert.ToHexString(record.Body.Span), record.Hash);
}
