using System.Reflection;
using System.Text.RegularExpressions;
using PathToProd.Tasks.Stages;

namespace Repository.Tests.Docs;

/// <summary>docs/add-a-component.md lists what a component's own tasks see, and nothing else.</summary>
public sealed partial class ContextGuideTests
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    [Test]
    public void Every_member_of_the_context_is_in_the_guide()
    {
        var members = typeof(ComponentContext)
            .GetMembers(Own)
            .Where(member => member is PropertyInfo or MethodInfo { IsSpecialName: false })
            .Select(member => member is MethodInfo ? $"{member.Name}()" : member.Name);

        var guide = SourceTree.Read("docs/add-a-component.md");
        Member()
            .Matches(guide[guide.IndexOf("The context has all", StringComparison.Ordinal)..])
            .Select(row => row.Groups["name"].Value + (row.Groups["call"].Success ? "()" : ""))
            .ShouldBe(members, ignoreOrder: true);
    }

    [GeneratedRegex(@"^\| `(?<name>[A-Z]\w+)(?<call>\([a-z]*\))?` \|", RegexOptions.Multiline)]
    private static partial Regex Member();
}
