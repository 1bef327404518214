using Cake.Core;
using Cake.Core.IO;
using PathToProd.Tools.Calls;

namespace Cake.Terraform;

/// <summary>Runs the <c>terraform workspace</c> commands.</summary>
public sealed class TerraformWorkspaceRunner(ICakeContext context)
    : TerraformRunner<TerraformWorkspaceSettings>(context)
{
    /// <summary>All workspaces and the selected one.</summary>
    public TerraformWorkspaces List(TerraformWorkspaceSettings settings)
    {
        var call = new ToolCall("terraform workspace list", Begin(settings, "workspace", "list", "-no-color"))
        {
            IsCaptured = true,
        };
        var names = new List<string>();
        var current = "";
        foreach (var line in Execute(settings, call).Lines)
        {
            // The selected one is marked by a star.
            var name = line.TrimStart('*', ' ');
            names.Add(name);
            current = line[0] == '*' ? name : current;
        }

        return new TerraformWorkspaces(names, current);
    }

    /// <summary>The name of the selected workspace.</summary>
    public string Show(TerraformWorkspaceSettings settings) =>
        Execute(
            settings,
            new ToolCall("terraform workspace show", Begin(settings, "workspace", "show", "-no-color"))
            {
                IsCaptured = true,
            }
        )
            .Output.Trim();

    /// <summary>Selects a workspace.</summary>
    public void Select(string name, TerraformWorkspaceSettings settings) =>
        Change(
            settings,
            Begin(settings, "workspace", "select", "-no-color").Flag("-or-create", settings.OrCreate),
            "select",
            name
        );

    /// <summary>Makes a workspace and selects it.</summary>
    public void New(string name, TerraformWorkspaceSettings settings) =>
        Change(
            settings,
            Begin(settings, "workspace", "new", "-no-color").Option("-lock-timeout", settings.LockTimeout),
            "new",
            name
        );

    /// <summary>Deletes a workspace that is not selected.</summary>
    public void Delete(string name, TerraformWorkspaceSettings settings) =>
        Change(
            settings,
            Begin(settings, "workspace", "delete", "-no-color")
                .Flag("-force", settings.Force)
                .Option("-lock-timeout", settings.LockTimeout),
            "delete",
            name
        );

    private void Change(
        TerraformWorkspaceSettings settings,
        ProcessArgumentBuilder arguments,
        string verb,
        string name
    ) => Execute(settings, new ToolCall($"terraform workspace {verb}", arguments.Positional(name, "workspace's name")));
}
