namespace Jifen.Silo.Journal.Sqlite;

/// <param name="Next">Where the next step begins.</param>
/// <param name="IsEnd">True where the shard's head was reached.</param>
/// <param name="Damage">One sentence for each damaged record, naming it.</param>
public sealed record ScrubStep(Sequence Next, bool IsEnd, IReadOnlyList<string> Damage);

/// <param name="Next">Position where the next step begins.</param>
/// <param name="IsEnd">True where the last row was reached.</param>
/// <param name="Damage">One sentence for each row that is not where it belongs, naming its record, and for each place left empty.</param>
public sealed record PositionScrubStep(long Next, bool IsEnd, IReadOnlyList<string> Damage);

/// <param name="Last">Name to go on after.</param>
/// <param name="IsEnd">True where no more rows follow.</param>
/// <param name="Damage">One sentence for each damaged row, naming it.</param>
public sealed record GrainScrubStep(string Last, bool IsEnd, IReadOnlyList<string> Damage);
