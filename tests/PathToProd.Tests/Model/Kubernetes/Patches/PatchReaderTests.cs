using static PathToProd.Tests.Model.Kubernetes.Patches.PatchBench;

namespace PathToProd.Tests.Model.Kubernetes.Patches;

public sealed class PatchReaderTests
{
    [TestCase(
        "# nothing\n",
        "patches/p0.yaml: the patch p0 is empty; write a part of a resource, with apiVersion, kind and metadata.name"
    )]
    [TestCase(
        "kind: Service\nspec: {}\n",
        "patches/p0.yaml(1,1): the patch p0 does not say what it changes: apiVersion and metadata.name are missing; add what names the resource, or write target"
    )]
    [TestCase(
        "target: { name: web }\nmerge: {}\n",
        "patches/p0.yaml(1,9): target names no kind; write target: { kind: Deployment, name: ingress }"
    )]
    [TestCase(
        "target: { kind: Service, labels: web }\nmerge: {}\n",
        "patches/p0.yaml(1,9): target has the unknown key labels; the keys are apiVersion, kind, name, namespace"
    )]
    [TestCase(
        "target: { kind: Service }\n",
        "patches/p0.yaml(1,9): the patch p0 has neither merge nor operations; add one of the two"
    )]
    [TestCase(
        "target: { kind: Service }\nmerge: {}\noperations: [{ op: remove, path: /spec }]\n",
        "patches/p0.yaml(1,9): the patch p0 has both merge and operations; remove one of the two"
    )]
    [TestCase(
        "target: { kind: Service }\nmerge: {}\noptional: maybe\n",
        "patches/p0.yaml(1,9): optional is neither true nor false; write optional: true, or remove it"
    )]
    [TestCase(
        "target: { kind: Service }\noperation: []\nmerge: {}\n",
        "patches/p0.yaml(1,1): the patch p0 has the unknown key operation; did you mean operations?"
    )]
    [TestCase(
        "target: { kind: Service }\noperations: { op: remove }\n",
        "patches/p0.yaml(2,13): operations is not a list of operations; write - { op: replace, path: /spec/replicas, value: 2 }"
    )]
    [TestCase(
        "target: { kind: Service }\noperations:\n  - { op: repalce, path: spec }\n  - { op: copy, path: /a }\n  - { op: add, path: /a, vale: 1 }\n",
        "patches/p0.yaml(3,5): there is no operation repalce; did you mean replace?\n"
            + "patches/p0.yaml(3,5): the path spec does not begin with /; write a JSON pointer such as /spec/replicas; ~1 is a slash in a key\n"
            + "patches/p0.yaml(4,5): copy needs from, a JSON pointer; add from: /metadata/labels/app\n"
            + "patches/p0.yaml(5,5): the operation has the unknown key vale; did you mean value?\n"
            + "patches/p0.yaml(5,5): add needs a value; add value"
    )]
    [TestCase(
        "target: { kind: Service }\nmerge: { spec: { $retainKeys: [a], ports: [{ $patch: remove }] } }\n",
        "patches/p0.yaml(1,9): the patch p0 has /spec/$retainKeys, which is not known here; write $patch: delete or $patch: replace, or operations\n"
            + "patches/p0.yaml(1,9): the patch p0 has /spec/ports/0/$patch, which is not known here; write $patch: delete or $patch: replace, or operations"
    )]
    [TestCase(
        "target: { kind: Service }\noperations: [{ op: add, path: /a~2b/~0~1, value: 1 }]\n",
        "patches/p0.yaml(2,14): the path /a~2b/~0~1 has a ~ that means nothing; write ~0 for a ~ in a key, and ~1 for a slash"
    )]
    [TestCase(
        "# one\n---\ntarget: { kind: Service }\nmerge: {}\n---\n# two\ntarget: { kind: Service }\nmerge: {}\n---\n",
        "patches/p0.yaml(6,1): the file of the patch p0 holds a second one; write each patch into a file of its own"
    )]
    public void What_is_wrong_with_a_patch_is_all_said_with_its_place(string patch, string problems) =>
        Patch(Rendered(Service), patch).ShouldBe(problems);
}
