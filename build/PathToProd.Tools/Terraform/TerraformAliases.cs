using System.Text.Json.Nodes;
using Cake.Core;
using Cake.Core.Annotations;
using Cake.Core.IO;
using PathToProd.Text;

namespace Cake.Terraform;

/// <summary>
/// Terraform, 1.9 and later, from its first init to the end of what it made. Every failure is a
/// <see cref="PlatformException"/> that says what to do next. Runs wherever Cake and Terraform do.
/// </summary>
[CakeAliasCategory("Terraform")]
[CakeNamespaceImport("Cake.Terraform")]
public static partial class TerraformAliases
{
    /// <summary>Prepares a root: backend, modules, providers.</summary>
    /// <param name="context">The context.</param>
    /// <param name="settings">The settings; by default the working directory is the root.</param>
    /// <example><code>context.TerraformInit(new() { Root = "terraform", ReadOnlyLockFile = true });</code></example>
    [CakeMethodAlias]
    public static void TerraformInit(this ICakeContext context, TerraformInitSettings? settings = null) =>
        new TerraformInitRunner(context).Init(settings ?? new());

    /// <summary>Checks a root that init has prepared. Errors in it are an answer, not a failure.</summary>
    /// <param name="context">The context.</param>
    /// <param name="settings">The settings; by default the working directory is the root.</param>
    /// <example><code>var isValid = context.TerraformValidate(new() { Root = "terraform" }).IsValid;</code></example>
    [CakeMethodAlias]
    public static TerraformValidation TerraformValidate(
        this ICakeContext context,
        TerraformValidateSettings? settings = null
    ) => new TerraformValidateRunner(context).Validate(settings ?? new());

    /// <summary>
    /// Formats the files of a root, or only checks them. Files that differ are an answer, not a failure.
    /// </summary>
    /// <param name="context">The context.</param>
    /// <param name="settings">The settings; by default the files of the working directory are rewritten.</param>
    /// <example><code>var wrong = context.TerraformFmt(new() { Check = true, Recursive = true }).Files;</code></example>
    [CakeMethodAlias]
    public static TerraformFormatting TerraformFmt(this ICakeContext context, TerraformFmtSettings? settings = null) =>
        new TerraformFmtRunner(context).Fmt(settings ?? new());

    /// <summary>Makes a plan, and saves it where <see cref="TerraformPlanSettings.Out"/> says.</summary>
    /// <param name="context">The context.</param>
    /// <param name="settings">The settings; by default the plan is only shown.</param>
    /// <example><code>var result = context.TerraformPlan(new() { Root = "terraform", Out = "/tmp/base.tfplan" });</code></example>
    [CakeMethodAlias]
    public static TerraformPlanResult TerraformPlan(
        this ICakeContext context,
        TerraformPlanSettings? settings = null
    ) => new TerraformPlanRunner(context).Plan(settings ?? new());

    /// <summary>Does what a saved plan says. There is no apply without one.</summary>
    /// <param name="context">The context.</param>
    /// <param name="plan">The plan file; a relative path is relative to the root.</param>
    /// <param name="settings">The settings, with the same root as the plan's.</param>
    /// <example><code>context.TerraformApply("/tmp/base.tfplan", new() { Root = "terraform" });</code></example>
    [CakeMethodAlias]
    public static void TerraformApply(
        this ICakeContext context,
        FilePath plan,
        TerraformApplySettings? settings = null
    ) => new TerraformApplyRunner(context).Apply(plan, settings ?? new());

    /// <summary>Plans the end of everything in the state, saves that plan and applies it.</summary>
    /// <param name="context">The context.</param>
    /// <param name="settings">The settings, with the plan file in <see cref="TerraformPlanSettings.Out"/>.</param>
    /// <returns>Whether there was something to remove.</returns>
    /// <example><code>context.TerraformDestroy(new() { Root = "terraform", Out = "/tmp/end.tfplan" });</code></example>
    [CakeMethodAlias]
    public static TerraformPlanResult TerraformDestroy(this ICakeContext context, TerraformDestroySettings settings) =>
        new TerraformDestroyRunner(context).Destroy(settings);

    /// <summary>Reads the outputs of a root from its state, by name; the sensitive ones too.</summary>
    /// <param name="context">The context.</param>
    /// <param name="settings">The settings; by default the working directory is the root.</param>
    /// <example><code>var name = context.TerraformOutput()["cluster_name"].Text;</code></example>
    [CakeMethodAlias]
    public static IReadOnlyDictionary<string, TerraformOutputValue> TerraformOutput(
        this ICakeContext context,
        TerraformOutputSettings? settings = null
    ) => new TerraformOutputRunner(context).Output(settings ?? new());

    /// <summary>Reads a plan or a state. Sensitive values stand in it as they are: do not log it.</summary>
    /// <param name="context">The context.</param>
    /// <param name="settings">The settings; by default the current state is read.</param>
    /// <example><code>var changes = context.TerraformShow(new() { File = "/tmp/base.tfplan" })["resource_changes"];</code></example>
    [CakeMethodAlias]
    public static JsonNode TerraformShow(this ICakeContext context, TerraformShowSettings? settings = null) =>
        new TerraformShowRunner(context).Show(settings ?? new());

    /// <summary>Runs the tests of a root; one that does not hold is a failure.</summary>
    /// <param name="context">The context.</param>
    /// <param name="settings">The settings; by default all tests of the working directory run.</param>
    /// <example><code>context.TerraformTest(new() { Root = "terraform" });</code></example>
    [CakeMethodAlias]
    public static void TerraformTest(this ICakeContext context, TerraformTestSettings? settings = null) =>
        new TerraformTestRunner(context).Test(settings ?? new());

    /// <summary>
    /// Runs the tests of a root and reads their results; one that does not hold is an answer, not a failure.
    /// </summary>
    /// <param name="context">The context.</param>
    /// <param name="settings">The settings; by default all tests of the working directory run.</param>
    /// <example><code>var failed = context.TerraformTestReport(new() { Root = "terraform" }).Failed;</code></example>
    [CakeMethodAlias]
    public static TerraformTestSummary TerraformTestReport(
        this ICakeContext context,
        TerraformTestSettings? settings = null
    ) => new TerraformTestRunner(context).Report(settings ?? new());

    /// <summary>Asks Terraform which one it is.</summary>
    /// <param name="context">The context.</param>
    /// <param name="settings">The settings.</param>
    /// <example><code>var version = context.TerraformVersion().Version;</code></example>
    [CakeMethodAlias]
    public static TerraformVersion TerraformVersion(
        this ICakeContext context,
        TerraformVersionSettings? settings = null
    ) => new TerraformVersionRunner(context).Version(settings ?? new());
}
