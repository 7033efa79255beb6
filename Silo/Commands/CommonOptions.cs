using System.CommandLine;

namespace Jifen.Silo.Commands;

/// <summary>Options that several commands share.</summary>
internal static class CommonOptions
{
    public static Option<string?> Data { get; } = new("--data") { Description = "Folder of the store and its keys / 存储与密钥所在目录" };

    public static Option<string?> Language { get; } = new("--lang") { Description = "en, zh" };
}
