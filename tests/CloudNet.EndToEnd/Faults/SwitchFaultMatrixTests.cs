namespace CloudNet.EndToEnd.Faults;

/// <summary>The matrix of the driver gre, on hosts that have Open vSwitch.</summary>
[Collection(FaultLabCollection.Name)]
public sealed class SwitchFaultMatrixTests(SwitchFaultMatrixTests.Drivers lab) : FaultMatrix(lab), IClassFixture<SwitchFaultMatrixTests.Drivers>
{
    /// <summary>Their underlay is in a bridge of Open vSwitch.</summary>
    public sealed class Drivers(SharedLab shared) : FaultLab(shared, 's', [("gre", 1458)], hasSwitch: true);
}
