using System.CommandLine;

namespace Jifen.Silo.Commands;

/// <summary>All commands of the program; without one it serves.</summary>
public static class Root
{
    public static RootCommand Create()
    {
        RootCommand root = new("Jifen: points, wheels and boards in real time / 积分：实时的积分、转盘与排行榜")
        {
            VerifyCommand.Create(), VerifyReceiptCommand.Create(), BackupCommand.Create(), BackupCommand.CreateRestore(), ExportCommand.Create(),
            KeyCommand.Create(), StaffCommand.Create(), ControlCommand.CreateClock(), ControlCommand.CreatePause(true), ControlCommand.CreatePause(false),
            ImportCommand.Create(), ImportCommand.CreateMembers(),
        };
        ServeCommand.AddTo(root);
        return root;
    }
}
