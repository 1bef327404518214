using System.Text.Json.Nodes;
using Cake.Core;
using PathToProd.Tools.Calls;

namespace Cake.Terraform;

/// <summary>Runs <c>terraform show -json</c>.</summary>
public sealed class TerraformShowRunner(ICakeContext context) : TerraformRunner<TerraformShowSettings>(context)
{
    /// <summary>Reads a plan or a state; sensitive values stand in it as they are.</summary>
    public JsonNode Show(TerraformShowSettings settings)
    {
        var arguments = Begin(settings, "show", "-json", "-no-color");
        if (settings.File is { } file)
        {
            arguments.Positional(file.FullPath, "file to show");
        }

        var call = new ToolCall("terraform show", arguments) { IsCaptured = true, IsSensitive = true };
        return ToolJson.Read(call, Execute(settings, call).Output, "a plan or a state", node => node as JsonObject);
    }
}
