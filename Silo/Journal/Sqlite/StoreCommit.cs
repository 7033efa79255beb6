namespace Jifen.Silo.Journal.Sqlite;

/// <summary>
/// One durable step of the store: begin, work, commit, witness. What comes out of a fault says what is known: see
/// <see cref="IJournal.Append"/>. Used by one thread at a time.
/// </summary>
internal sealed class StoreCommit(Database database, FailStop failStop, IHeadWitness witness)
{
    private readonly Statement _begin = database.Prepare("BEGIN IMMEDIATE");
    private readonly Statement _commit = database.Prepare("COMMIT");

    /// <param name="work">Writes rows; false where nothing is to be kept.</param>
    /// <param name="witnessed">Heads to witness after the commit.</param>
    public void Make(Func<bool> work, Func<WitnessedHeads> witnessed)
    {
        failStop.Check();
        Begin();
        if (!Work(work))
        {
            database.Rollback();
            return;
        }

        End();
        Witness(witnessed());
    }

    private void Begin()
    {
        try
        {
            _begin.Run();
        }
        catch (SqliteFaultException fault)
        {
            throw Translate(fault, "Nothing was written: the transaction could not begin");
        }
    }

    private bool Work(Func<bool> work)
    {
        try
        {
            return work();
        }
        catch (SqliteFaultException fault)
        {
            throw RolledBack(fault, "The transaction was undone");
        }
        catch
        {
            database.Rollback();
            throw;
        }
    }

    private void End()
    {
        try
        {
            _commit.Run();
        }
        catch (SqliteFaultException fault)
        {
            throw RolledBack(fault, "The commit was refused");
        }
    }

    private void Witness(WitnessedHeads heads)
    {
        try
        {
            witness.Write(heads);
        }
        catch (IOException fault)
        {
            throw failStop.Raise("The witness could not be written", fault);
        }
    }

    private JournalException RolledBack(SqliteFaultException fault, string what)
    {
        try
        {
            database.Rollback();
        }
        catch (SqliteFaultException second)
        {
            return failStop.Raise($"{what}, but not cleanly ({fault.Message})", second);
        }

        return Translate(fault, what);
    }

    private JournalException Translate(SqliteFaultException fault, string what) => fault switch
    {
        { IsFull: true } => new StoreFullException($"{what}; the store is full: {fault.Message}", fault),
        { IsBusy: true } => new AppendOutcomeUnknownException($"{what}; another process holds the store: {fault.Message}", fault),
        _ => failStop.Raise($"{what}; the disk or the database failed", fault),
    };
}
