using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Sqlite;

namespace Jifen.Journal.Host;

/// <summary>
/// Appends one record after another to shard 0 and prints the sequence of each when it is acknowledged. "full" is printed where the
/// store has no space; the same record is then tried again when a line arrives on standard input.
/// </summary>
internal static class Appending
{
    public static int Run(string folder, int count, int bytes)
    {
        try
        {
            using SqliteJournal journal = SqliteStore.Open(folder, new("festival", "pepper-check"));
            Records records = new(journal.TakeOver([new ShardId(0)], "host")[0], bytes);
            for (int i = 0; i < count; i++)
            {
                AppendUntilWritten(journal, records.Next(1));
            }

            return ExitCodes.Done;
        }
        catch (JournalFailedException fault)
        {
            return End(ExitCodes.FailStop, fault);
        }
        catch (AppendOutcomeUnknownException fault)
        {
            return End(ExitCodes.Unknown, fault);
        }
    }

    private static void AppendUntilWritten(SqliteJournal journal, ShardAppend append)
    {
        while (true)
        {
            try
            {
                Console.Out.WriteLine(journal.Append([append])[0].Status == AppendStatus.Written ? append.Records[0].Sequence : "refused");
                return;
            }
            catch (StoreFullException)
            {
                Console.Out.WriteLine("full");
                Console.In.ReadLine();
            }
        }
    }

    private static int End(int code, JournalException fault)
    {
        Console.Error.WriteLine(fault.Message);
        return code;
    }
}
