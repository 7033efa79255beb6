using System.Globalization;
using Npgsql;

namespace Jifen.Silo.Journal.Postgres;

/// <summary>
/// The parts of the journal: one for each month of stamps, in UTC, named <c>journal_202611</c>. They are made ahead of need, so that an
/// append never waits for one at a turn of the month. Used by one thread at a time.
/// </summary>
internal sealed class JournalParts(NpgsqlDataSource pool)
{
    /// <summary>Months beyond the newest stamp that have their part.</summary>
    public const int Ahead = 2;

    private readonly HashSet<DateOnly> _made = [];

    /// <summary>Makes the parts of these stamps and of the months after them, where they are not there yet.</summary>
    /// <exception cref="NpgsqlException">The database refused or cannot be reached.</exception>
    public void Require(IEnumerable<Stamp> stamps)
    {
        foreach (Stamp stamp in stamps)
        {
            DateOnly month = MonthOf(stamp);
            if (!_made.Contains(month) || !_made.Contains(month.AddMonths(1)))
            {
                Enumerable.Range(0, Ahead + 1).Select(month.AddMonths).Where(wanted => !_made.Contains(wanted)).ToList().ForEach(Make);
            }
        }
    }

    /// <summary>Looks at the database again before it relies on a part: one was taken away.</summary>
    public void Forget() => _made.Clear();

    private void Make(DateOnly month)
    {
        using NpgsqlConnection connection = pool.OpenConnection();
        Sql.Of(
            connection, "SELECT make_journal_part($1, $2, $3)",
            Sql.Value("journal_" + month.ToString("yyyyMM", CultureInfo.InvariantCulture)), Sql.Value(StampOf(month)), Sql.Value(StampOf(month.AddMonths(1)))).Run();
        _made.Add(month);
    }

    private static DateOnly MonthOf(Stamp stamp)
    {
        DateTimeOffset instant = stamp.ToInstant();
        return new(instant.Year, instant.Month, 1);
    }

    private static long StampOf(DateOnly month) => Stamp.From(new(month.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)).Microseconds;
}
