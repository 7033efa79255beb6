using System.CommandLine;
using System.CommandLine.Help;

namespace Jifen.Silo.Commands;

/// <summary>All commands of the program; without one it serves.</summary>
public static class Root
{
    /// <remarks>No root command of the library: that takes its name from the file that is run, and help would show it.</remarks>
    public static Command Create()
    {
        Command root = new("jifen", "Jifen: points, wheels and boards in real time / 积分：实时的积分、转盘与排行榜")
        {
            new HelpOption(), new VersionOption(),
            VerifyCommand.Create(), VerifyReceiptCommand.Create(), BackupCommand.Create(), BackupCommand.CreateRestore(), ExportCommand.Create(),
            KeyCommand.Create(), ClusterSecretCommand.Create(), StaffCommand.Create(), ControlCommand.CreateClock(), ControlCommand.CreatePause(true), ControlCommand.CreatePause(false),
            ImportCommand.Create(), ImportCommand.CreateMembers(), TemplateCommand.Create(),
        };
        ServeCommand.AddTo(root);
        return root;
    }
}
