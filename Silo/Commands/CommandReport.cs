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

    /// <summary>The databases of the store, where any is named; a folder on the command line goes before the settings.</summary>
    /// <exception cref="SiloRefusedException">A line of the setting is no connection string.</exception>
    public IReadOnlyList<string> Databases
    {
        get
        {
            IReadOnlyList<string> databases = parsed.GetValue(CommonOptions.Postgres) is { Length: > 0 } given ? [.. given.SelectMany(SiloOptions.Lines)]
                : parsed.GetValue(CommonOptions.Data) is null ? SiloSettings.Options(SiloSettings.Read(new Dictionary<string, string?>())).Databases : [];
            return databases.All(PostgresStore.IsConnection) ? databases : throw new SiloRefusedException(
                "The setting postgres is refused: it is no connection string, or one of its lines is none.", "设置 postgres 被拒绝：不是连接字符串，或其中有一行不是。");
        }
    }

    /// <summary>The first database of the store, where any is named: it has what silos share.</summary>
    public string? Postgres => Databases is [var first, ..] ? first : null;

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
        StoreRefusedException { ChineseMessage: { } chinese } => chinese,
        _ => $"无法执行：{refused.Message}",
    };
}
