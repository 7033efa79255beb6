using System.CommandLine;
using Jifen.Silo.Hosting;
using Jifen.Silo.Templates;

namespace Jifen.Silo.Commands;

/// <summary><c>jifen template [NAME]</c>: names the templates, or writes the document of one.</summary>
public static class TemplateCommand
{
    public static Command Create()
    {
        Argument<string?> name = new("name")
        {
            Description = "Template to write; without it all are named / 要输出的模板，省略则列出全部",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string?> programme = new("--programme") { Description = "Programme of the store that it is for / 目标存储的计划名" };
        Command command = new("template", "Write a programme document to begin with / 输出可直接发布的计划文档模板") { name, programme };
        command.SetAction(parsed => Run(
            parsed.GetValue(name), parsed.GetValue(programme), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }

    /// <summary>The command without its parsing.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string? name, string? programme, TextWriter output, TextWriter error)
    {
        if (name is null)
        {
            foreach (string template in ProgrammeTemplates.Names)
            {
                LocalText called = ProgrammeTemplates.NameOf(template);
                output.WriteLine($"{template,-16}{called.En} / {called.Zh}");
            }

            return ExitCodes.Done;
        }

        if (!ProgrammeTemplates.Names.Contains(name))
        {
            string names = string.Join(", ", ProgrammeTemplates.Names);
            error.WriteLine($"jifen: there is no template {name}, only {names} / 没有模板 {name}，只有：{names}");
            return ExitCodes.Unusable;
        }

        output.WriteLine(ProgrammeTemplates.Document(name, programme ?? name));
        return ExitCodes.Done;
    }
}
