using System.Text.Json.Nodes;
using Cake.Core;
using Cake.Core.IO;
using PathToProd.Tools.Calls;

namespace Cake.Terraform;

/// <summary>Runs the <c>terraform state</c> commands, and <c>force-unlock</c>.</summary>
public sealed class TerraformStateRunner(ICakeContext context) : TerraformRunner<TerraformStateSettings>(context)
{
    /// <summary>The addresses in the state, in Terraform's order; none when there is no state yet.</summary>
    /// <param name="addresses">Modules or resources to limit the list to; an unknown one is a failure.</param>
    /// <param name="settings">The settings.</param>
    public IReadOnlyList<string> List(IEnumerable<string> addresses, TerraformStateSettings settings)
    {
        var arguments = Begin(settings, "state", "list", "-no-color").Option("-id", settings.Id);
        var call = new ToolCall("terraform state list", Addresses(arguments, addresses))
        {
            IsCaptured = true,
            Answers = [1],
        };
        var result = Execute(settings, call);
        return result.ExitCode == 0 ? result.Lines
            : result.Error.Contains("No state file was found", StringComparison.Ordinal) ? []
            : throw Failed(settings, call, result);
    }

    /// <summary>One resource as Terraform prints it; it hides what is sensitive.</summary>
    public string Show(string address, TerraformStateSettings settings) =>
        Execute(
            settings,
            new ToolCall(
                "terraform state show",
                Begin(settings, "state", "show", "-no-color").Positional(address, "address")
            )
            {
                IsCaptured = true,
                IsSensitive = true,
            }
        ).Output;

    /// <summary>Forgets resources without destroying them.</summary>
    public void Remove(IEnumerable<string> addresses, TerraformStateSettings settings) =>
        Execute(settings, new ToolCall("terraform state rm", Addresses(Change(settings, "rm"), addresses)));

    /// <summary>Gives what is in the state another address.</summary>
    public void Move(string source, string destination, TerraformStateSettings settings) =>
        Execute(
            settings,
            new ToolCall(
                "terraform state mv",
                Change(settings, "mv")
                    .Positional(source, "source address")
                    .Positional(destination, "destination address")
            )
        );

    /// <summary>
    /// The state as it is stored; sensitive values stand in it as they are. Null when there is none yet.
    /// </summary>
    public JsonNode? Pull(TerraformStateSettings settings)
    {
        var call = new ToolCall("terraform state pull", Begin(settings, "state", "pull", "-no-color"))
        {
            IsCaptured = true,
            IsSensitive = true,
        };
        var output = Execute(settings, call).Output;
        return output.Trim().Length == 0 ? null : ToolJson.Read(call, output, "a state", node => node as JsonObject);
    }

    /// <summary>Removes a lock, without asking.</summary>
    public void Unlock(string id, TerraformStateSettings settings) =>
        Execute(
            settings,
            new ToolCall(
                "terraform force-unlock",
                Begin(settings, "force-unlock", "-no-color", "-force").Positional(id, "id")
            )
        );

    private static ProcessArgumentBuilder Change(TerraformStateSettings settings, string command) =>
        Begin(settings, "state", command, "-no-color")
            .Flag("-dry-run", settings.DryRun)
            .Option("-lock-timeout", settings.LockTimeout);

    private static ProcessArgumentBuilder Addresses(ProcessArgumentBuilder arguments, IEnumerable<string> addresses)
    {
        foreach (var address in addresses)
        {
            arguments.Positional(address, "address");
        }

        return arguments;
    }
}
