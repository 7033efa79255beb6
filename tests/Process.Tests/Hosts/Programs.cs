using System.Diagnostics;

namespace Jifen.Process.Tests.Hosts;

/// <summary>Programs that lie beside the tests.</summary>
internal static class Programs
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(120);

    /// <remarks>
    /// What is compiled ahead is good enough for a life of seconds: calls are counted, to compile again what is called often, after 20 s (0x4E20 ms)
    /// at the earliest. Silos that are killed again and again take a seventh less processor time so.
    /// </remarks>
    public static ProcessStartInfo Dotnet(string assembly, params string[] arguments) => new(
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment = { ["DOTNET_TieredPGO"] = "0", ["DOTNET_TC_CallCountingDelayMs"] = "4E20" },
    };

    /// <summary>Runs <c>jifen</c> with the arguments to its end.</summary>
    public static Task<(int Exit, string Output)> JifenAsync(params string[] arguments) => JifenWithAsync([], arguments);

    /// <param name="environment">What it finds in its environment, beside that of the tests.</param>
    public static async Task<(int Exit, string Output)> JifenWithAsync(Dictionary<string, string> environment, params string[] arguments)
    {
        ProcessStartInfo start = Dotnet("Jifen.Silo.dll", arguments);
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using System.Diagnostics.Process process = System.Diagnostics.Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(LongestRun);
        return (process.ExitCode, await output + await error);
    }
}
