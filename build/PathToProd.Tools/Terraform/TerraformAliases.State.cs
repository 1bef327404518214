using System.Text.Json.Nodes;
using Cake.Core;
using Cake.Core.Annotations;

namespace Cake.Terraform;

public static partial class TerraformAliases
{
    /// <summary>Lists the addresses in the state; none when there is no state yet.</summary>
    /// <param name="context">The context.</param>
    /// <param name="settings">The settings; by default the working directory is the root.</param>
    /// <param name="addresses">Modules or resources to limit the list to; by default all.</param>
    /// <example><code>var addresses = context.TerraformStateList(new() { Root = "terraform" });</code></example>
    [CakeMethodAlias]
    public static IReadOnlyList<string> TerraformStateList(
        this ICakeContext context,
        TerraformStateSettings? settings = null,
        params IEnumerable<string> addresses
    ) => new TerraformStateRunner(context).List(addresses, settings ?? new());

    /// <summary>Shows one resource as Terraform prints it, sensitive values hidden.</summary>
    /// <param name="context">The context.</param>
    /// <param name="address">The address of the resource.</param>
    /// <param name="settings">The settings; by default the working directory is the root.</param>
    /// <example><code>var text = context.TerraformStateShow("terraform_data.network");</code></example>
    [CakeMethodAlias]
    public static string TerraformStateShow(
        this ICakeContext context,
        string address,
        TerraformStateSettings? settings = null
    ) => new TerraformStateRunner(context).Show(address, settings ?? new());

    /// <summary>Forgets resources without destroying them.</summary>
    /// <param name="context">The context.</param>
    /// <param name="addresses">The addresses of the resources or modules; at least one.</param>
    /// <param name="settings">The settings; by default the working directory is the root.</param>
    /// <example><code>context.TerraformStateRm(["terraform_data.network"], new() { DryRun = true });</code></example>
    [CakeMethodAlias]
    public static void TerraformStateRm(
        this ICakeContext context,
        IEnumerable<string> addresses,
        TerraformStateSettings? settings = null
    ) => new TerraformStateRunner(context).Remove(addresses, settings ?? new());

    /// <summary>Removes a lock on the state. Only when its holder is known to be dead: two Terraforms at once damage what they change.</summary>
    /// <param name="context">The context.</param>
    /// <param name="id">The lock's id, as Terraform said it when it did not get the lock.</param>
    /// <param name="settings">The settings; by default the working directory is the root.</param>
    /// <example><code>context.TerraformForceUnlock("d4f1e1c2-0b1a-4c7e-9d0c-1f2e3d4c5b6a");</code></example>
    [CakeMethodAlias]
    public static void TerraformForceUnlock(
        this ICakeContext context,
        string id,
        TerraformStateSettings? settings = null
    ) => new TerraformStateRunner(context).Unlock(id, settings ?? new());

    /// <summary>Gives what is in the state another address.</summary>
    /// <param name="context">The context.</param>
    /// <param name="source">The address now.</param>
    /// <param name="destination">The address from now on.</param>
    /// <param name="settings">The settings; by default the working directory is the root.</param>
    /// <example><code>context.TerraformStateMv("terraform_data.net", "terraform_data.network");</code></example>
    [CakeMethodAlias]
    public static void TerraformStateMv(
        this ICakeContext context,
        string source,
        string destination,
        TerraformStateSettings? settings = null
    ) => new TerraformStateRunner(context).Move(source, destination, settings ?? new());

    /// <summary>Reads the state as it is stored. Sensitive values stand in it as they are: do not log it.</summary>
    /// <param name="context">The context.</param>
    /// <param name="settings">The settings; by default the working directory is the root.</param>
    /// <returns>The state; null when there is none yet.</returns>
    /// <example><code>var serial = context.TerraformStatePull()?["serial"];</code></example>
    [CakeMethodAlias]
    public static JsonNode? TerraformStatePull(this ICakeContext context, TerraformStateSettings? settings = null) =>
        new TerraformStateRunner(context).Pull(settings ?? new());
}
