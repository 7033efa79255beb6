using System.Text.Json;
using Jifen.Silo.Host;

// The real silo in a process of its own, composed with seams that tests decorate. It may be started before it is needed: it
// waits for its order, one line on standard input. Later lines move its wall clock.
Tracing.Allow();
string? line = await Console.In.ReadLineAsync().ConfigureAwait(false);
return line is null ? ExitCodes.Done : await Hosting.RunAsync(JsonSerializer.Deserialize(line, HostOrderJson.Default.HostOrder)!).ConfigureAwait(false);
