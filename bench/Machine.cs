using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Jifen.Bench;

/// <summary>What a bench ran on and how it was called.</summary>
internal static class Machine
{
    public static string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"{RuntimeInformation.OSDescription}, {Processor()}, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}\ncommit {Commit()}\n> {CommandLine()}\n");

    /// <summary>As the build stamped it.</summary>
    private static string Commit() =>
        typeof(Machine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+') is [_, var commit] ? commit : "unknown";

    private static string CommandLine() => "Jifen.Bench " + string.Join(' ', Environment.GetCommandLineArgs()[1..]);

    private static string Processor()
    {
        const string Source = "/proc/cpuinfo";
        string? line = File.Exists(Source) ? File.ReadLines(Source).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..];
    }
}
