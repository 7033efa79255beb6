using System.CommandLine;
using Jifen.Silo.Hosting;
using Jifen.Silo.Journal.Postgres;
using Jifen.Silo.Journal.Sqlite;
using Jifen.Silo.Security;

namespace Jifen.Silo.Commands;

/// <summary><c>jifen backup DIR</c>: copies a store while its silo runs. <c>jifen restore</c>: puts a backup back, or accepts a loss.</summary>
public static class BackupCommand
{
    /// <summary>Files beside the store that hold secrets, so that who gets a backup gets none.</summary>
    private static readonly string[] SecretFiles = [SecretKeyFile.Name, ServerKeys.FileName, StaffAccounts.FileName];

    private static string Secrets => string.Join(", ", SecretFiles);

    public static Command Create()
    {
        Argument<string> into = new("dir") { Description = "Empty folder for the backup / 存放备份的空目录" };
        Command command = new("backup", "Copy the store; the silo may run / 备份存储，服务可继续运行") { into, CommonOptions.Data, CommonOptions.Language };
        command.SetAction(parsed =>
        {
            CommandReport report = new(parsed);
            return report.Guard(() => Backup(report, parsed.GetRequiredValue(into)));
        });
        return command;
    }

    public static Command CreateRestore()
    {
        Option<string?> from = new("--from") { Description = "The backup / 备份目录" };
        Option<string?> keys = new("--keys") { Description = "Folder whose keys and staff are copied too / 一并复制其中密钥与人员账户的目录" };
        Option<string?> loss = new("--accept-loss") { Description = "Why what the store lacks is accepted as lost / 接受丢失的理由" };
        Command command = new("restore", "Put a backup back, or accept what a store has lost / 恢复备份，或接受丢失") { from, keys, loss, CommonOptions.Data, CommonOptions.Postgres, CommonOptions.Language };
        command.SetAction(parsed =>
        {
            CommandReport report = new(parsed);
            return report.Guard(() => Restore(report, parsed.GetValue(from), parsed.GetValue(keys), parsed.GetValue(loss)));
        });
        return command;
    }

    private static int Backup(CommandReport report, string into)
    {
        BackupManifest manifest = SqliteBackup.Take(report.DataFolder, into, TimeProvider.System);
        long records = manifest.Heads.Sum(head => head.Sequence);
        report.Say($"{records} records are in {into}. Keep a copy of {Secrets} elsewhere; they are not among them.",
            $"{records} 条记录已备份至 {into}。{Secrets} 不在其中，请另行保存。");
        return ExitCodes.Done;
    }

    private static int Restore(CommandReport report, string? from, string? keys, string? loss)
    {
        if (from is not null && report.Postgres is not null)
        {
            return report.Unusable(
                "A store in PostgreSQL is restored with the tools of PostgreSQL; --from takes a backup of a folder.", "PostgreSQL 中的存储请用 PostgreSQL 的工具恢复；--from 只用于目录备份。");
        }

        if (from is null && loss is null)
        {
            return report.Unusable("Give --from DIR, or --accept-loss REASON, or both.", "请给出 --from 目录，或 --accept-loss 理由，或两者。");
        }

        if (keys is not null && !SecretFiles.Any(name => File.Exists(Path.Combine(keys, name))))
        {
            return report.Unusable(
                $"--keys {keys}: there is none of {Secrets} in this folder. Nothing was restored.", $"--keys {keys}：该目录中没有 {Secrets} 中的任何一个。未恢复任何内容。");
        }

        if (from is not null)
        {
            BackupManifest manifest = SqliteBackup.Restore(from, report.DataFolder);
            report.Say($"The backup of {manifest.TakenAt:u} is in {report.DataFolder}.", $"{manifest.TakenAt:u} 的备份已恢复到 {report.DataFolder}。");
        }

        if (keys is not null)
        {
            CopyKeys(report, keys);
        }

        return loss is null ? ExitCodes.Done : AcceptLoss(report, loss);
    }

    private static int AcceptLoss(CommandReport report, string reason)
    {
        IReadOnlyList<string> lost = report.Databases is { Count: > 0 } databases
            ? PostgresIncarnation.AcceptLoss(databases, place => StoreFiles.Witness(report.DataFolder, place), reason, TimeProvider.System)
            : SqliteIncarnation.AcceptLoss(report.DataFolder, reason, TimeProvider.System);
        foreach (string sentence in lost)
        {
            report.Say(sentence, $"已丢失：{sentence}");
        }

        report.Say("What the store holds now is accepted, and that is written down in it.", "已接受存储的现状，并记录在案。");
        return ExitCodes.Done;
    }

    private static void CopyKeys(CommandReport report, string from)
    {
        foreach (string name in SecretFiles)
        {
            string path = Path.Combine(from, name);
            if (File.Exists(path))
            {
                Copy(path, Path.Combine(report.DataFolder, name));
                report.Say($"{name} is copied from {from}.", $"已从 {from} 复制 {name}。");
            }
            else
            {
                report.Say($"{name} is not in {from} and is not copied.", $"{from} 中没有 {name}，未复制。");
            }
        }
    }

    private static void Copy(string from, string to)
    {
        SharedFile file = new(to);
        using IDisposable turn = file.TakeTurn();
        file.Write(File.ReadAllBytes(from));
    }
}
