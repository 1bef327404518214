using Cake.Core;
using Cake.Core.Annotations;

namespace Cake.Terraform;

public static partial class TerraformAliases
{
    /// <summary>Lists the workspaces of a root, and says which is selected.</summary>
    /// <param name="context">The context.</param>
    /// <param name="settings">The settings; by default the working directory is the root.</param>
    /// <example><code>var current = context.TerraformWorkspaceList().Current;</code></example>
    [CakeMethodAlias]
    public static TerraformWorkspaces TerraformWorkspaceList(
        this ICakeContext context,
        TerraformWorkspaceSettings? settings = null
    ) => new TerraformWorkspaceRunner(context).List(settings ?? new());

    /// <summary>Names the selected workspace.</summary>
    /// <param name="context">The context.</param>
    /// <param name="settings">The settings; by default the working directory is the root.</param>
    /// <example><code>var current = context.TerraformWorkspaceShow();</code></example>
    [CakeMethodAlias]
    public static string TerraformWorkspaceShow(
        this ICakeContext context,
        TerraformWorkspaceSettings? settings = null
    ) => new TerraformWorkspaceRunner(context).Show(settings ?? new());

    /// <summary>Selects a workspace.</summary>
    /// <param name="context">The context.</param>
    /// <param name="name">The workspace's name.</param>
    /// <param name="settings">The settings; with <see cref="TerraformWorkspaceSettings.OrCreate"/> it is made when missing.</param>
    /// <example><code>context.TerraformWorkspaceSelect("sandbox", new() { OrCreate = true });</code></example>
    [CakeMethodAlias]
    public static void TerraformWorkspaceSelect(
        this ICakeContext context,
        string name,
        TerraformWorkspaceSettings? settings = null
    ) => new TerraformWorkspaceRunner(context).Select(name, settings ?? new());

    /// <summary>Makes a workspace and selects it.</summary>
    /// <param name="context">The context.</param>
    /// <param name="name">The workspace's name.</param>
    /// <param name="settings">The settings; by default the working directory is the root.</param>
    /// <example><code>context.TerraformWorkspaceNew("sandbox");</code></example>
    [CakeMethodAlias]
    public static void TerraformWorkspaceNew(
        this ICakeContext context,
        string name,
        TerraformWorkspaceSettings? settings = null
    ) => new TerraformWorkspaceRunner(context).New(name, settings ?? new());

    /// <summary>Deletes a workspace that is not selected.</summary>
    /// <param name="context">The context.</param>
    /// <param name="name">The workspace's name.</param>
    /// <param name="settings">The settings; by default a workspace with resources in its state is refused.</param>
    /// <example><code>context.TerraformWorkspaceDelete("sandbox");</code></example>
    [CakeMethodAlias]
    public static void TerraformWorkspaceDelete(
        this ICakeContext context,
        string name,
        TerraformWorkspaceSettings? settings = null
    ) => new TerraformWorkspaceRunner(context).Delete(name, settings ?? new());
}
