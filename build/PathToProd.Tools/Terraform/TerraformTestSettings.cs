using Cake.Core.IO;

namespace Cake.Terraform;

/// <summary>Settings of <c>terraform test</c>, which Terraform 1.6 and later have.</summary>
public sealed class TerraformTestSettings : TerraformSettings
{
    /// <summary>Variables for the tests (<c>TF_VAR_name</c>): by environment, so a value may be secret.</summary>
    public IDictionary<string, string> Variables { get; } = new Dictionary<string, string>();

    /// <summary>Files of variables, in order; later ones win.</summary>
    public IList<FilePath> VariableFiles { get; } = [];

    /// <summary>Test files to run, relative to the root; by default all.</summary>
    public IList<FilePath> Filter { get; } = [];

    /// <summary>Where the test files are, relative to the root; by default <c>tests</c>.</summary>
    public DirectoryPath? TestDirectory { get; set; }

    /// <summary>Whether to print the plan or state of each run; by default no.</summary>
    public bool? Verbose { get; set; }
}
