using System.Collections.Concurrent;
using Jifen.Silo.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Jifen.Dashboard.Tests.Browser;

/// <summary>Lies between a silo and the circuits of its pages, and can be pulled out and put back.</summary>
public sealed class Cable : IStartupFilter
{
    private readonly ConcurrentDictionary<HttpContext, bool> _connected = new();
    private volatile bool _isOut;

    /// <summary>A silo whose pages hang on this cable.</summary>
    public SiloSeams Seams => new() { Build = builder => builder.Services.AddSingleton<IStartupFilter>(this) };

    /// <summary>Cuts every circuit off and lets none come back until <see cref="PutBack"/>.</summary>
    public void PullOut()
    {
        _isOut = true;
        foreach (HttpContext circuit in _connected.Keys)
        {
            circuit.Abort();
        }
    }

    public void PutBack() => _isOut = false;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => web =>
    {
        web.Use(Carry);
        next(web);
    };

    private async Task Carry(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        _connected[context] = true;
        try
        {
            if (_isOut)
            {
                context.Abort();
                return;
            }

            await next(context);
        }
        finally
        {
            _connected.TryRemove(context, out _);
        }
    }
}
