using System.CommandLine;
using Jifen.Silo.Hosting;
using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Postgres;
using Jifen.Silo.Security;

namespace Jifen.Silo.Commands;

/// <summary>Where a command says what it did, in the language of who reads it.</summary>
internal sealed class CommandReport(ParseResult parsed)
{
    private readonly bool _chinese =
        ReportLanguages.Choose(parsed.GetValue(CommonOptions.Language), Environment.GetEnvironmentVariable) == ReportLanguage.Chinese;

    public TextWriter Output => parsed.InvocationConfiguration.Output;

    /// <summary>The data folder that the command line, the environment or the settings file names.</summary>
    public string DataFolder => parsed.GetValue(CommonOptions.Data) ?? SiloSettings.Options(SiloSettings.Read(new Dictionary<string, string?>())).DataFolder;

    /// <summary>The database of the store, where one is named; a folder on the command line goes before the settings.</summary>
    public string? Postgres => parsed.GetValue(CommonOptions.Postgres)
        ?? (parsed.GetValue(CommonOptions.Data) is null ? SiloSettings.Options(SiloSettings.Read(new Dictionary<string, string?>())).Postgres : null);

    /// <summary>Where the keys and the staff of the store are.</summary>
    /// <exception cref="SiloRefusedException">The store is in PostgreSQL, and the secret of its silos is not given.</exception>
    public ISharedDocuments Documents => Postgres is { } connection
        ? new PostgresDocuments(connection, Secret ?? throw new SiloRefusedException(
            "JIFEN_CLUSTER_SECRET is needed: it opens the keys of a store in PostgreSQL.", "需要 JIFEN_CLUSTER_SECRET：PostgreSQL 存储的密钥以它封存。"))
        : new FolderDocuments(DataFolder);

    /// <summary>What the silos of the store share, or null where it is not given.</summary>
    public ClusterSecret? Secret =>
        SiloSettings.Options(SiloSettings.Read(new Dictionary<string, string?>())).ClusterSecret is { } text ? new(text) : null;

    public void Say(string english, string chinese) => Output.WriteLine(_chinese ? chinese : english);

    public int Unusable(string english, string chinese)
    {
        parsed.InvocationConfiguration.Error.WriteLine(_chinese ? chinese : english);
        return ExitCodes.Unusable;
    }

    /// <summary>Runs a command's work; what is refused is said, and the exit code is <see cref="ExitCodes.Unusable"/>.</summary>
    public int Guard(Func<int> work)
    {
        try
        {
            return work();
        }
        catch (Exception refused) when (refused is JournalException or SecretKeysRefusedException or StaffRefusedException or SiloRefusedException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Unusable(refused.Message, ChineseOf(refused));
        }
    }

    private static string ChineseOf(Exception refused) => refused switch
    {
        StaffRefusedException staff => staff.Reason.Zh,
        SecretKeysRefusedException keys => keys.ChineseMessage,
        _ => $"无法执行：{refused.Message}",
    };
}
