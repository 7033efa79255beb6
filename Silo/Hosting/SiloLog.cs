namespace Jifen.Silo.Hosting;

/// <summary>
/// The log: to the error stream, one line an entry. The framework's own entries below a warning are left out, since they name paths
/// and so members.
/// </summary>
internal static class SiloLog
{
    public static void Configure(ILoggingBuilder log, SiloOptions options)
    {
        log.ClearProviders();
        log.SetMinimumLevel(LogLevel.Information);
        log.AddFilter("Microsoft", LogLevel.Warning);
        log.AddFilter("System", LogLevel.Warning);
        log.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        log.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        log.AddFilter(typeof(Security.BearerAuthentication).FullName, LogLevel.Warning);
        if (options.JsonLog)
        {
            log.AddJsonConsole(json => json.UseUtcTimestamp = true);
        }
        else
        {
            log.AddSimpleConsole(text => text.SingleLine = true);
        }

        log.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
