using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Jifen.Silo.Host;

/// <summary>A planted fault: an edge that logs every call with its headers.</summary>
internal static partial class LoggedCalls
{
    public static void Use(WebApplication web, PlantedFault fault)
    {
        if (fault != PlantedFault.CallsLogged)
        {
            return;
        }

        ILogger log = web.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Jifen.Calls");
        web.Use((context, next) =>
        {
            Log(log, context.Request.Path, string.Join("; ", context.Request.Headers.Select(header => $"{header.Key}: {header.Value}")));
            return next(context);
        });
    }

    [LoggerMessage(1, LogLevel.Information, "{Path} {Headers}")]
    private static partial void Log(ILogger log, string path, string headers);
}
