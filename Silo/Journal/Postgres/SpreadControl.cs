namespace Jifen.Silo.Journal.Postgres;

/// <summary>
/// Keeps the control generation of a store the same in all its databases. One shard raises it, in the commit of its record and so in its own
/// database; before anybody hears of that, the others are brought up to it. Forward only, and done again as often as need be. Safe for threads.
/// </summary>
internal sealed class SpreadControl(IReadOnlyList<PostgresJournal> databases)
{
    /// <summary>
    /// Brings every database up to the greatest generation of all, and notes in all of them that it holds everywhere. When it returns, no
    /// database accepts what was decided before that generation.
    /// </summary>
    /// <param name="within">How long a database may be away; null is as long as reads wait.</param>
    /// <exception cref="StoreUnreachableException">A database was not reached: nobody may be told that the generation holds.</exception>
    public void Level(TimeSpan? within = null)
    {
        ControlRow[] rows = SideBySide.Run(databases.Count, place => databases[place].ReadControlRow(within));
        ControlState newest = rows.Select(row => row.State).MaxBy(state => state.Generation)!;
        SideBySide.Run(databases.Count, place => Raise(databases[place], rows[place], newest, within));
        SideBySide.Run(databases.Count, place => Note(databases[place], rows[place], newest, within));
    }

    /// <summary>Makes sure that what a shard raised holds everywhere. Asks its own database alone where that is known.</summary>
    /// <exception cref="StoreUnreachableException">It could not be made sure of.</exception>
    public void RequireSpread(PostgresJournal database, ShardId shard)
    {
        if (database.ReadControlRow() is { IsPending: true } row && row.RaisedBy == shard)
        {
            Level();
        }
    }

    private static bool Raise(PostgresJournal database, ControlRow row, ControlState newest, TimeSpan? within)
    {
        if (row.State.Generation < newest.Generation)
        {
            database.RaiseControl(newest, within);
        }

        return true;
    }

    private static bool Note(PostgresJournal database, ControlRow row, ControlState newest, TimeSpan? within)
    {
        if (row.Everywhere < newest.Generation)
        {
            database.NoteControl(newest.Generation, within);
        }

        return true;
    }
}
