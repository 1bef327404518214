using Cake.Core.IO;
using PathToProd.Tools.Calls;

namespace Cake.Terraform;

/// <summary>Settings of <c>terraform plan</c>.</summary>
public class TerraformPlanSettings : TerraformSettings
{
    /// <summary>
    /// Variables of the root (<c>TF_VAR_name</c>). They go by environment and never on the command line, so a value may
    /// be secret; a value that is not text is written as JSON. Any variables file that names the same variable wins
    /// over it.
    /// </summary>
    public IDictionary<string, string> Variables { get; } = new Dictionary<string, string>();

    /// <summary>Files of variables, in order; later ones win. For secret ones see <see cref="SecretFile"/>.</summary>
    public IList<FilePath> VariableFiles { get; } = [];

    /// <summary>
    /// Where to save the plan, which is what apply takes; by default it is only shown. A plan file can hold secrets.
    /// </summary>
    public FilePath? Out { get; set; }

    /// <summary>Addresses to limit the plan to, with all they depend on; by default everything.</summary>
    public IList<string> Targets { get; } = [];

    /// <summary>Addresses of resources to replace although nothing changed in them.</summary>
    public IList<string> Replace { get; } = [];

    /// <summary>Whether only the state is to be brought up to date with what is really there; by default no.</summary>
    public bool? RefreshOnly { get; set; }

    /// <summary>Whether to look at what is really there first; by default yes.</summary>
    public bool? Refresh { get; set; }

    /// <summary>Whether to plan the end of everything in the state; by default no.</summary>
    public bool? Destroy { get; set; }

    /// <summary>Whether to lock the state; by default yes. Without a lock another run may change it meanwhile.</summary>
    public bool? Lock { get; set; }

    /// <summary>How long to wait for a lock on the state; by default not at all.</summary>
    public TimeSpan? LockTimeout { get; set; }

    /// <summary>How many resources to work on at once; by default Terraform's 10.</summary>
    public int? Parallelism { get; set; }
}
