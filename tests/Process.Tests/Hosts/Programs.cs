using System.Diagnostics;

namespace Jifen.Process.Tests.Hosts;

/// <summary>Programs that lie beside the tests.</summary>
internal static class Programs
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(120);

    public static ProcessStartInfo Dotnet(string assembly, params string[] arguments) => new(
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment = { ["DOTNET_TieredPGO"] = "0" },
    };

    /// <summary>Runs <c>jifen</c> with the arguments to its end.</summary>
    public static async Task<(int Exit, string Output)> JifenAsync(params string[] arguments)
    {
        using System.Diagnostics.Process process = System.Diagnostics.Process.Start(Dotnet("Jifen.Silo.dll", arguments))!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(LongestRun);
        return (process.ExitCode, await output + await error);
    }
}
