using System.CommandLine;
using Jifen.Silo.Commands;

// The command that serves looks after signals itself: a drain may take longer than the parser would wait.
return await Root.Create().Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }).ConfigureAwait(false);
