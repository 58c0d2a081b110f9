/** braun2022, eq. 5 with F and Q of eq. 4, as printed; under assumption 2.1, Ni = No, and with F invertible. */
export const braun2022Eq5: string = `
F = [zeros(Ni, Ni), Syx'; Syx, zeros(No, No)]                                           % eq. 4
Q0 = [W1'; W2]                                                                          % eq. 4
QQ = expm(F*t/tau)*Q0 ...                                                               % eq. 5
  *inv(I(Nh) + 1/2*Q0'*(expm(F*t/tau)*inv(F)*expm(F*t/tau) - inv(F))*Q0)*Q0'*expm(F*t/tau)
`;
