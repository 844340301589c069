namespace CloudNet.EndToEnd.Faults;

/// <summary>The matrix of the drivers that the kernel and the agent itself have.</summary>
[Collection(FaultLabCollection.Name)]
public sealed class FaultMatrixTests(FaultMatrixTests.Drivers lab) : FaultMatrix(lab), IClassFixture<FaultMatrixTests.Drivers>
{
    /// <summary>All on the same two hosts.</summary>
    public sealed class Drivers(SharedLab shared) : FaultLab(
        shared, 'f', [("routed", 1500), ("vxlan", 1450), ("udp", 1472), ("wireguard", 1440), ("bridge", 1450)], hasSwitch: false);
}
