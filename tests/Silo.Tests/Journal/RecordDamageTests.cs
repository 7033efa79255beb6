namespace Jifen.Silo.Tests.Journal;

/// <summary>The index has no record: all are found by the walk at the start.</summary>
public sealed class TailDamageTests() : RecordDamage(indexed: 0);

/// <summary>The index has every record.</summary>
public sealed class IndexedDamageTests() : RecordDamage(indexed: 64);

/// <summary>The index ends at the record that most damage is done to.</summary>
public sealed class BorderDamageTests() : RecordDamage(indexed: 20);
