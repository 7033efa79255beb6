using System.CommandLine;

namespace Jifen.Silo.Commands;

/// <summary>Options that several commands share.</summary>
internal static class CommonOptions
{
    public static Option<string?> Data { get; } = new("--data") { Description = "Folder of the store and its keys / 存储与密钥所在目录" };

    /// <remarks>Better given as JIFEN_POSTGRES: command lines are seen by every account of the machine.</remarks>
    public static Option<string[]> Postgres { get; } = new("--postgres")
    {
        Description = "Connection string of the store in PostgreSQL, again for each further database of it; JIFEN_POSTGRES hides it from others "
            + "/ PostgreSQL 存储的连接字符串，存储的每个后续数据库各给一次；可用 JIFEN_POSTGRES 避免外泄",
    };

    public static Option<string?> Language { get; } = new("--lang") { Description = "en, zh" };
}
