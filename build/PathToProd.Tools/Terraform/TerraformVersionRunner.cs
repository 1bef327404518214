using System.Text.Json.Nodes;
using Cake.Core;
using PathToProd.Tools.Calls;

namespace Cake.Terraform;

/// <summary>Runs <c>terraform version -json</c>.</summary>
public sealed class TerraformVersionRunner(ICakeContext context) : TerraformRunner<TerraformVersionSettings>(context)
{
    /// <summary>Asks Terraform which one it is.</summary>
    public TerraformVersion Version(TerraformVersionSettings settings)
    {
        var call = new ToolCall("terraform version", Begin(settings, "version", "-json")) { IsCaptured = true };
        return ToolJson.Read(call, Execute(settings, call).Output, "its version", Read);
    }

    private static TerraformVersion? Read(JsonNode node) =>
        node.Text("terraform_version") is { } version ? new(version, node.Text("platform") ?? "") : null;
}
